"""The service: one blueprint a door, each of which parses, calls the checker and renders.

``app.create_app`` puts it together, ``serve.serve`` runs it. No door has an address rule of its own.
"""
