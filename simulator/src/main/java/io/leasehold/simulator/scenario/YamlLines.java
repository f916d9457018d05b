package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Finds the line on which a part of a YAML text begins: a mapping error itself tells only how far the reader had come. */
final class YamlLines {
    private YamlLines() {}

    static int of(String text, List<Reference> path) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            parser.nextToken();
            int line = 1;
            for (Reference part : path) {
                line = part.getFieldName() == null
                        ? lineOfElement(parser, part.getIndex())
                        : lineOfField(parser, part.getFieldName());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lineOfElement(JsonParser parser, int index) throws IOException {
        parser.nextToken();
        for (int i = 0; i < index; i++) {
            parser.skipChildren();
            parser.nextToken();
        }
        return line(parser);
    }

    private static int lineOfField(JsonParser parser, String name) throws IOException {
        int line = line(parser);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            line = line(parser);
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return line;
            }
            parser.skipChildren();
        }
        return line;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
