"""From evidence to a recommendation: the policy table, and the join of its rows."""
