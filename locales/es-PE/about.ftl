# De quién es esta aplicación.
about-app = { $app }, de { $municipality }.
about-help = Ayuda con la aplicación: { $contact }
