package io.leasehold.testservers;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * MongoDB orders texts as their UTF-8 bytes are ordered; the stand-in orders UTF-16 units, and so puts emoji before the private-use area.
 * It is helped: on their way in, texts have their units exchanged such that their order comes out right, and exchanged back on the way out.
 */
final class Utf8Order {
    private static final int SURROGATES = 0xd800;
    private static final int BEHIND_THEM = 0xe000;
    private static final int HIGHEST = 0xf800;

    private Utf8Order() {}

    /** Changes a request's texts in place. */
    static void enter(Document request) {
        change(request, unit -> unit < SURROGATES ? unit : unit < BEHIND_THEM ? unit + 0x2000 : unit - 0x800);
    }

    /** Changes an answer's texts in place, back. */
    static void leave(Document answer) {
        change(answer, unit -> unit < SURROGATES ? unit : unit < HIGHEST ? unit + 0x800 : unit - 0x2000);
    }

    private static void change(Document document, IntUnaryOperator exchange) {
        for (Map.Entry<String, Object> field : document.entrySet()) {
            field.setValue(changed(field.getValue(), exchange));
        }
    }

    private static Object changed(Object value, IntUnaryOperator exchange) {
        if (value instanceof Document document) {
            change(document, exchange);
        } else if (value instanceof List<?> list) {
            return new ArrayList<>(
                    list.stream().map(item -> changed(item, exchange)).toList());
        } else if (value instanceof String text && text.chars().anyMatch(unit -> unit >= SURROGATES)) {
            return text.chars()
                    .map(exchange)
                    .collect(StringBuilder::new, (made, unit) -> made.append((char) unit), StringBuilder::append)
                    .toString();
        }
        return value;
    }
}
