"""The pages people see: server-rendered, without inline script, the same operations as the API behind every button.

In: `Ask`s. Out: HTML. Law: no logic of its own; a page asks the API's operations as a program would and shows what they say.
"""

from outscan.gate.page.face import FACE

__all__ = ["FACE"]
