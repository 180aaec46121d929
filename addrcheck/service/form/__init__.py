"""What the page ``/`` shows of a report: the parts in the text, the difference that a suggestion makes, maps, a label."""
