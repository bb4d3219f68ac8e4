"""Fitting and judging the model of the residual risk: authored texts, training, evaluation, installation of a model.

In: the authored texts beside this file, and what a unit adds of its own. Out: a folder of weights with its manifest and card.
Stands beside `outscan` in the source tree and is not in its wheel: a scan carries a model and no library of texts. Nothing of
`outscan` but the command `outscan model` imports it.
"""
