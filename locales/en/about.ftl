# Whose app this is.
about-app = { $app }, by { $municipality }.
about-help = Help with the app: { $contact }
