"""One OpenAPI document of the whole platform, and the page to read it on."""
