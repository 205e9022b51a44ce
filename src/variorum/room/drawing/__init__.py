"""What the pages draw, as SVG made on the server: no hard line where a date is vague, and every picture has its words beside it."""
