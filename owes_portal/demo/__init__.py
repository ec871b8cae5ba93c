"""What `manage.py load_demo` puts in: five real reports as data, and a region around them.

Institutions, cooperatives, towns and projects are facts of those reports; every private person is made up, as are all
identifiers and telephone numbers except the published ones of public offices. Texts are our own.
"""
