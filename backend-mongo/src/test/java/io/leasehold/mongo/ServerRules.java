package io.leasehold.mongo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What a command may hold, so that every server from 4.2 on does it, and reads it as it is meant; whatever a stand-in accepts. What isn't
 * written here is refused.
 */
final class ServerRules {
    /** The oldest server that we run on, which is the oldest that the driver takes. */
    static final String OLDEST = "4.2";

    /** What may be used, by where, with the version since which servers do it. */
    static final Map<String, Map<String, String>> ALLOWED = new TreeMap<>(Map.of(
            "filter",
            Map.of(
                    "$and", "1.x",
                    "$or", "1.x",
                    "$in", "1.x",
                    "$gt", "1.x",
                    "$gte", "1.x",
                    "$lt", "1.x",
                    "$lte", "1.x",
                    "$ne", "1.x",
                    "$exists", "1.x",
                    "$expr", "3.6"),
            "update",
            Map.of(
                    "$set", "1.x",
                    "$unset", "1.x",
                    "$inc", "1.x",
                    "$max", "2.6",
                    "$setOnInsert", "2.4",
                    "$currentDate", "2.6",
                    "$push", "1.x"),
            "update modifier",
            Map.of("$each", "2.4", "$slice", "2.4", "$position", "2.6"),
            "stage",
            Map.of(
                    "$match", "2.2",
                    "$project", "2.2",
                    "$sort", "2.2",
                    "$limit", "2.2",
                    "$group", "2.2",
                    "$lookup", "3.2",
                    "$addFields", "3.4",
                    "$unwind", "2.2",
                    "$facet", "3.4",
                    "$changeStream", "3.6"),
            "expression",
            Map.of("$lte", "2.2", "$add", "2.2", "$subtract", "2.2", "$sum", "2.2"),
            "variable",
            Map.of("$$NOW", "4.2")));

    private static final Map<String, List<String>> OPTIONS = new HashMap<>(Map.of(
            "find", List.of("filter", "projection", "sort", "limit", "batchSize", "singleBatch", "maxTimeMS"),
            "aggregate", List.of("pipeline", "cursor", "maxTimeMS"),
            "getMore", List.of("collection", "batchSize", "maxTimeMS"),
            "update", List.of("updates", "ordered", "writeConcern", "maxTimeMS"),
            "insert", List.of("documents", "ordered", "writeConcern", "maxTimeMS"),
            "delete", List.of("deletes", "ordered", "writeConcern", "maxTimeMS"),
            "findAndModify",
                    List.of(
                            "query",
                            "update",
                            "fields",
                            "new",
                            "upsert",
                            "remove",
                            "writeConcern",
                            "maxTimeMS",
                            "sort"),
            "createIndexes", List.of("indexes", "writeConcern", "maxTimeMS"),
            "listIndexes", List.of("cursor", "maxTimeMS"),
            "distinct", List.of("key", "query", "maxTimeMS")));

    private static final List<String> OF_ANY = List.of("$db", "$readPreference", "$clusterTime", "lsid", "readConcern");
    private static final List<String> WRITES = List.of("update", "insert", "delete", "findAndModify", "createIndexes");
    private static final List<String> READS = List.of("find", "aggregate", "distinct");
    private static final BsonValue MAJORITY = new BsonString("majority");

    private final List<String> broken = new ArrayList<>();

    private ServerRules() {}

    /** What a server wouldn't do, or would do otherwise; nothing if all is well. */
    static List<String> broken(BsonDocument command) {
        ServerRules rules = new ServerRules();
        rules.command(command);
        return List.copyOf(rules.broken);
    }

    private void hold(boolean kept, String rule) {
        if (!kept) {
            broken.add(rule);
        }
    }

    private void allowed(String where, String name) {
        hold(ALLOWED.get(where).containsKey(name), "the " + where + " " + name + " is not among those allowed");
    }

    private void command(BsonDocument command) {
        String name = command.getFirstKey();
        hold(OPTIONS.containsKey(name), "the command " + name + " is not among those allowed");
        List<String> options = OPTIONS.getOrDefault(name, List.of());
        command.keySet().stream()
                .skip(1)
                .filter(option -> !options.contains(option) && !OF_ANY.contains(option))
                .forEach(option -> broken.add("the option " + option + " of " + name + " is not among those allowed"));
        concerns(name, command);
        array(command, "updates").forEach(one -> update(one.asDocument(), "q", "u"));
        array(command, "deletes").forEach(one -> delete(one.asDocument()));
        array(command, "documents").forEach(one -> stored(one.asDocument()));
        array(command, "pipeline").forEach(one -> stage(one.asDocument()));
        if (command.containsKey("filter")) {
            filter(command.getDocument("filter"));
        }
        if (name.equals("findAndModify")) {
            update(command, "query", "update");
        }
    }

    private static BsonArray array(BsonDocument document, String name) {
        return document.isArray(name) ? document.getArray(name) : new BsonArray();
    }

    private static BsonDocument document(BsonValue value) {
        return value.isDocument() ? value.asDocument() : new BsonDocument();
    }

    private void concerns(String name, BsonDocument command) {
        if (WRITES.contains(name)) {
            BsonDocument concern = command.getDocument("writeConcern", new BsonDocument());
            hold(MAJORITY.equals(concern.get("w")), "a write waits for a majority");
            hold(concern.getBoolean("j", BsonBoolean.FALSE).getValue(), "a write waits for the journal");
        } else if (READS.contains(name)) {
            BsonDocument concern = command.getDocument("readConcern", new BsonDocument());
            hold(MAJORITY.equals(concern.get("level")), "a reading is of what a majority has");
        }
        if (command.containsKey("ordered")) {
            boolean several = array(command, "updates").size()
                            + array(command, "deletes").size()
                            + array(command, "documents").size()
                    > 1;
            hold(!several || !command.getBoolean("ordered").getValue(), "several statements are in no order");
        }
    }

    private void delete(BsonDocument statement) {
        hold(!statement.containsKey("hint"), "no hint: it fails where the index is missing");
        filter(statement.getDocument("q"));
    }

    private void update(BsonDocument statement, String query, String changes) {
        boolean upsert = statement.containsKey("upsert")
                && statement.getBoolean("upsert").getValue();
        BsonDocument filter = statement.getDocument(query);
        hold(!statement.containsKey("hint"), "no hint: it fails where the index is missing");
        hold(!statement.containsKey("arrayFilters"), "no positional operators");
        hold(!upsert || !uses(filter, "$expr"), "no $expr in an upsert (error 224)");
        hold(!upsert || (filter.containsKey("_id") && !filter.isDocument("_id")), "an upsert names its key");
        filter(filter);
        if (statement.isArray(changes)) {
            broken.add("no pipeline as an update");
        } else if (statement.containsKey(changes)) {
            changes(statement.getDocument(changes));
        }
    }

    private static boolean uses(BsonValue part, String name) {
        if (part.isDocument()) {
            return part.asDocument().entrySet().stream()
                    .anyMatch(one -> one.getKey().equals(name) || uses(one.getValue(), name));
        }
        return part.isArray() && part.asArray().stream().anyMatch(one -> uses(one, name));
    }

    private void changes(BsonDocument changes) {
        List<String> changed = new ArrayList<>();
        changes.forEach((operator, fields) -> {
            allowed("update", operator);
            document(fields).forEach((field, value) -> {
                name(field);
                hold(
                        changed.stream().noneMatch(other -> conflict(other, field)),
                        "no field is changed twice in one update (error 40): " + field);
                changed.add(field);
                if (operator.equals("$push") && value.isDocument()) {
                    value.asDocument().keySet().forEach(modifier -> allowed("update modifier", modifier));
                }
            });
        });
        hold(!changes.isEmpty(), "an update has operators; without any it replaces the record");
    }

    private static boolean conflict(String one, String other) {
        return (one + ".").startsWith(other + ".") || (other + ".").startsWith(one + ".");
    }

    /** Names are ours alone: nothing of a user's is ever in one, and none is positional. */
    private void name(String field) {
        hold(field.matches("[A-Za-z_]+(\\.[A-Za-z]+)*"), "a field's name is letters, and no user's: " + field);
    }

    private void stored(BsonDocument record) {
        record.keySet().forEach(this::name);
    }

    private void filter(BsonDocument filter) {
        filter.forEach((name, value) -> {
            if (name.equals("$expr")) {
                allowed("filter", name);
                expression(value);
            } else if (name.startsWith("$")) {
                allowed("filter", name);
                BsonArray branches = array(filter, name);
                hold(!branches.isEmpty(), "the list of " + name + " isn't empty (error 2)");
                branches.forEach(one -> filter(one.asDocument()));
            } else {
                name(name);
                compared(value);
            }
        });
    }

    private void compared(BsonValue value) {
        hold(!value.isNull(), "nothing is compared with null, which matches missing fields too");
        hold(!value.isArray() && !value.isRegularExpression(), "a field is compared with one value");
        if (value.isDocument()) {
            value.asDocument().forEach((operator, operand) -> {
                allowed("filter", operator);
                hold(!operand.isNull(), "nothing is compared with null, which matches missing fields too");
                hold(!operator.equals("$expr"), "$expr stands above the fields");
                if (operator.equals("$in")) {
                    operand.asArray().forEach(one -> hold(!one.isNull(), "nothing is compared with null"));
                }
            });
        }
    }

    private void stage(BsonDocument stage) {
        String name = stage.getFirstKey();
        BsonValue value = stage.get(name);
        allowed("stage", name);
        switch (name) {
            case "$match" -> filter(value.asDocument());
            case "$sort", "$project" ->
                value.asDocument().values().forEach(one -> hold(one.isNumber(), name + " names fields alone"));
            case "$limit" -> hold(value.asNumber().longValue() > 0, "a limit is above zero");
            case "$changeStream" ->
                hold(!value.asDocument().containsKey("fullDocument"), "a change stream looks no record up");
            case "$unwind" -> hold(value.isString(), "$unwind names a field alone");
            case "$facet" ->
                value.asDocument().values().forEach(facet -> facet.asArray().forEach(one -> stage(one.asDocument())));
            case "$lookup" -> lookup(value.asDocument());
            case "$group", "$addFields" ->
                value.asDocument().forEach((field, computed) -> {
                    name(field);
                    expression(computed);
                });
            default -> hold(false, "a stage that nobody has looked at: " + name);
        }
    }

    private void lookup(BsonDocument lookup) {
        hold(
                !(lookup.containsKey("pipeline") && lookup.containsKey("localField")),
                "$lookup has fields or a pipeline: both at once only since 5.0");
        hold(!lookup.containsKey("pipeline") || lookup.containsKey("let"), "$lookup with a pipeline has a let");
        array(lookup, "pipeline").forEach(one -> stage(one.asDocument()));
    }

    private void expression(BsonValue value) {
        if (value.isDocument()) {
            value.asDocument().forEach((operator, operand) -> {
                allowed("expression", operator);
                expression(operand);
            });
        } else if (value.isArray()) {
            value.asArray().forEach(this::expression);
        } else if (value.isString()) {
            String text = value.asString().getValue();
            hold(text.startsWith("$"), "no text in an expression, where a dollar would make it a field: " + text);
            if (text.startsWith("$$")) {
                allowed("variable", text);
            } else {
                name(text.substring(1));
            }
        }
    }
}
