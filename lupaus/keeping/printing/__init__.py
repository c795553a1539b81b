"""The certificate of destruction as text, HTML and PDF; as JSON it prints itself."""
