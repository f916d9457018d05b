package io.leasehold.mongo;

import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A filter, an update or a pipeline, as text that can be read, with places for values: a text such as {@code ":lease"} stands for the value
 * of that name. Values take their places after the text has been parsed, so none is ever read as a part of it (R23). Immutable.
 */
final class Form {
    private static final char PLACE = ':';
    private static final String PIPELINE = "pipeline";

    private final BsonDocument parsed;

    private Form(BsonDocument parsed) {
        this.parsed = parsed;
    }

    /** One document. */
    static Form of(String text) {
        return new Form(BsonDocument.parse(text));
    }

    /** The stages of an aggregation, in brackets. */
    static Form pipeline(String text) {
        return new Form(BsonDocument.parse("{" + PIPELINE + ": " + text + "}"));
    }

    /** The document with these values, as {@link Fields#value} takes them. */
    BsonDocument with(Map<String, ?> values) {
        return filled(parsed, values);
    }

    /** The document as it is, which has no places. */
    BsonDocument alone() {
        return with(Map.of());
    }

    /** The stages with these values. */
    List<BsonDocument> stages(Map<String, ?> values) {
        return with(values).getArray(PIPELINE).stream()
                .map(BsonValue::asDocument)
                .toList();
    }

    private static BsonDocument filled(BsonDocument part, Map<String, ?> values) {
        BsonDocument filled = new BsonDocument();
        part.forEach((name, value) -> filled.append(name, filled(value, values)));
        return filled;
    }

    private static BsonValue filled(BsonValue part, Map<String, ?> values) {
        if (part.isDocument()) {
            return filled(part.asDocument(), values);
        } else if (part.isArray()) {
            return new BsonArray(
                    part.asArray().stream().map(item -> filled(item, values)).toList());
        }
        String text = part.isString() ? part.asString().getValue() : "";
        return !text.isEmpty() && text.charAt(0) == PLACE ? value(text.substring(1), values) : part;
    }

    private static BsonValue value(String name, Map<String, ?> values) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the form has a place for " + name + ", but no value of that name came");
        }
        return Fields.value(value);
    }
}
