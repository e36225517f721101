"""Federal rules as code: every check says its legal cite, its figures and the way out."""
