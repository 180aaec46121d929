"""Files of rows, read as text cells: CSV, XLSX, XLS, ODS, Parquet; one module a format."""
