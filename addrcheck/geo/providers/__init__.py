"""Outside geocoders, off unless the settings name one: asked, doubted, remembered, and left alone when they fail."""
