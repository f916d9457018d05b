package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads scenario files. What is wrong with one is said in one line: which file, which line, what would be right. */
public final class ScenarioFile {
    private static final String BUNDLED = "field-automations.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new ScenarioWords());

    private ScenarioFile() {}

    /** The scenario that comes with the simulator. */
    public static Scenario bundled() {
        return parse(BUNDLED, bundledText());
    }

    /** Its text. */
    public static String bundledText() {
        try (InputStream in = Objects.requireNonNull(
                ScenarioFile.class.getResourceAsStream("/io/leasehold/simulator/" + BUNDLED), BUNDLED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled scenario can't be read", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it can't be read, or is no scenario
     */
    public static Scenario read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("scenario file " + file + " doesn't exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "scenario file " + file + " can't be read as UTF-8 text: " + firstLine(e.toString()), e);
        }
    }

    /** Reads a scenario from its text; {@code name} is for people. */
    static Scenario parse(String name, String text) {
        try {
            Scenario scenario = YAML.readValue(text, Scenario.class);
            if (scenario == null) {
                throw new IllegalArgumentException("scenario file " + name + " is empty");
            }
            return scenario;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("scenario file " + name + place(e, text) + ": " + problem(e), e);
        }
    }

    private static String place(JacksonException e, String text) {
        if (e instanceof JsonMappingException mapping && mapping.getCause() instanceof StreamReadException syntax) {
            return place(syntax, text);
        } else if (e instanceof JsonMappingException mapping) {
            return mapping.getPath().isEmpty()
                    ? ""
                    : ", line " + YamlLines.of(text, mapping.getPath()) + " (" + path(mapping) + ")";
        }
        JsonLocation location = e.getLocation();
        return location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String problem(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "\"" + unknown.getPropertyName() + "\" is unknown here; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
        } else if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return firstLine(String.valueOf(e.getCause().getMessage()));
        } else if (e.getCause() instanceof StreamReadException syntax) {
            return problem(syntax);
        }
        return firstLine(e.getOriginalMessage()).replaceAll("`(?:[\\w.$]*\\.)?([\\w$]+)[^`]*`", "$1");
    }

    private static String firstLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", ", ");
    }
}
