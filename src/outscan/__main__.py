"""`python -m outscan`: the same door as the command."""

from outscan.cli.main import main

main()
