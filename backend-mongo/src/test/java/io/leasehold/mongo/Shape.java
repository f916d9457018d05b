package io.leasehold.mongo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A command as text, without its values: what is asked of which collection, by which fields and operators. Where order means nothing, it is
 * alphabetical; what repeats itself stands once.
 */
final class Shape {
    /** What says how, not what: held by {@link ServerRules} instead. */
    private static final List<String> ELSEWHERE =
            List.of("readConcern", "writeConcern", "maxTimeMS", "batchSize", "cursor", "ordered", "lsid", "txnNumber");

    private Shape() {}

    /** One text for each different statement that a command carries. */
    static List<String> of(BsonDocument command) {
        String name = command.getFirstKey();
        String what = name + " " + collection(command.get(name)) + "\n";
        for (String statements : List.of("updates", "deletes", "documents")) {
            if (command.containsKey(statements)) {
                return command.getArray(statements).stream()
                        .map(statement -> what + statement(statements, statement.asDocument()))
                        .distinct()
                        .sorted()
                        .toList();
            }
        }
        BsonDocument rest = new BsonDocument();
        command.forEach((key, value) -> {
            if (!key.equals(name) && !key.startsWith("$") && !ELSEWHERE.contains(key)) {
                rest.append(key, value);
            }
        });
        return List.of(what + parts(rest));
    }

    private static String statement(String kind, BsonDocument statement) {
        return switch (kind) {
            case "documents" -> "  " + names(statement) + "\n";
            case "deletes" ->
                parts(statement)
                        .replace(
                                "limit ?",
                                "limit " + statement.getNumber("limit").intValue());
            default -> parts(statement);
        };
    }

    private static String parts(BsonDocument parts) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parts).forEach((name, value) -> text.append(part(name, value)));
        return text.toString();
    }

    private static String part(String name, BsonValue value) {
        return switch (name) {
            case "pipeline" -> stages(value.asArray(), "  ");
            case "q", "query", "filter" -> "  " + name + " " + filter(value.asDocument()) + "\n";
            case "u", "update" -> "  " + name + " " + update(value) + "\n";
            case "sort", "projection", "fields" -> "  " + name + " " + value + "\n";
            case "indexes" ->
                value.asArray().stream()
                        .map(index ->
                                "  " + index.asDocument().getString("name").getValue() + " "
                                        + index.asDocument().get("key") + others(index.asDocument()) + "\n")
                        .collect(Collectors.joining());
            case "key" -> "  " + name + " " + written(value) + "\n";
            default -> "  " + name + " " + leaf(value) + "\n";
        };
    }

    private static String others(BsonDocument index) {
        List<String> others = index.keySet().stream()
                .filter(key -> !key.equals("name") && !key.equals("key"))
                .toList();
        return others.isEmpty() ? "" : " " + others;
    }

    private static String stages(BsonArray stages, String indent) {
        return stages.stream()
                .map(stage -> indent + stage(stage.asDocument(), indent) + "\n")
                .collect(Collectors.joining());
    }

    private static String stage(BsonDocument stage, String indent) {
        String name = stage.getFirstKey();
        BsonValue value = stage.get(name);
        return switch (name) {
            case "$match" -> "$match " + filter(value.asDocument());
            case "$changeStream" -> name;
            case "$sort", "$project" -> name + " " + value;
            case "$facet" ->
                name
                        + new TreeMap<>(value.asDocument())
                                .entrySet().stream()
                                        .map(facet -> "\n" + indent + "  " + facet.getKey() + "\n"
                                                + stages(facet.getValue().asArray(), indent + "    ")
                                                        .stripTrailing())
                                        .collect(Collectors.joining());
            case "$lookup" -> name + " " + lookup(value.asDocument(), indent);
            default -> name + " " + expression(value);
        };
    }

    private static String lookup(BsonDocument lookup, String indent) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(lookup)
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(" ")
                        .append(
                                name.equals("pipeline")
                                        ? "\n"
                                                + stages(value.asArray(), indent + "    ")
                                                        .stripTrailing()
                                        : name.equals("from") ? collection(value) : written(value)));
        return text.toString();
    }

    /** What is ours in any case. */
    private static String written(BsonValue value) {
        return value.isString() ? value.asString().getValue() : value.toString();
    }

    private static String collection(BsonValue name) {
        return name.isString() ? name.asString().getValue().replaceFirst("^.*_", "") : leaf(name);
    }

    private static String filter(BsonDocument filter) {
        return braced(new TreeMap<>(filter).entrySet().stream().map(Shape::condition));
    }

    private static String condition(Map.Entry<String, BsonValue> condition) {
        String name = condition.getKey();
        BsonValue value = condition.getValue();
        if (name.equals("$expr")) {
            return name + ": " + expression(value);
        } else if (name.startsWith("$")) {
            return name + ": ["
                    + value.asArray().stream()
                            .map(one -> filter(one.asDocument()))
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + "]";
        } else if (operators(value)) {
            return name + ": "
                    + braced(new TreeMap<>(value.asDocument())
                            .entrySet().stream().map(one -> one.getKey() + ": " + leaf(one.getValue())));
        }
        return name + ": " + leaf(value);
    }

    private static boolean operators(BsonValue value) {
        return value.isDocument()
                && !value.asDocument().isEmpty()
                && value.asDocument().getFirstKey().startsWith("$");
    }

    private static String update(BsonValue update) {
        return update.isArray()
                ? "[" + expression(update) + "]"
                : braced(new TreeMap<>(update.asDocument())
                        .entrySet().stream().map(one -> one.getKey() + ": " + changes(one.getValue())));
    }

    private static String changes(BsonValue changes) {
        return braced(new TreeMap<>(changes.asDocument())
                .entrySet().stream()
                        .map(one -> operators(one.getValue())
                                ? one.getKey() + ": " + names(one.getValue().asDocument())
                                : one.getKey()));
    }

    private static String names(BsonDocument document) {
        return braced(document.keySet().stream().sorted());
    }

    private static String expression(BsonValue value) {
        if (value.isDocument()) {
            return braced(value.asDocument().entrySet().stream()
                    .map(one -> one.getKey() + ": " + expression(one.getValue())));
        } else if (value.isArray()) {
            return value.asArray().stream().map(Shape::expression).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isString() && value.asString().getValue().startsWith("$")
                ? value.asString().getValue()
                : leaf(value);
    }

    private static String leaf(BsonValue value) {
        if (value.isBoolean()) {
            return Boolean.toString(value.asBoolean().getValue());
        } else if (value.isArray()) {
            return value.asArray().stream().anyMatch(BsonValue::isNull) ? "[?, null]" : "[?]";
        }
        return value.isNull() ? "null" : "?";
    }

    private static String braced(Stream<String> parts) {
        return parts.collect(Collectors.joining(", ", "{", "}"));
    }
}
