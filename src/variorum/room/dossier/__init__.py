"""What the page of an entity shows, each part from a query or two over the record, bounded however much is said of it."""
