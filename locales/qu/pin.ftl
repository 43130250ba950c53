# Espera la revisión de un hablante, como app.ftl.

pin-cancel = Hawkayachinaykipaq PINniykita qillqay
