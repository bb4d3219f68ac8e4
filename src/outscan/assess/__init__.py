"""The classifier: residual risk of what no rule named."""
