package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leasehold.store.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scenario files (YAML). Whatever is wrong with one is one line: the file, the place, what would be right. */
public final class ScenarioFile {
    /** The kinds of automation there are. */
    public static final List<String> TYPES = List.of(MessageJobs.TYPE);

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ScenarioFile() {}

    /** The scenario that comes with the program. */
    public static Scenario bundled() {
        String name = "field-automations.yaml";
        try (InputStream in = ScenarioFile.class.getResourceAsStream("/scenarios/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the bundled scenario " + name + " is missing from the class path");
            }
            return parse(name, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the bundled scenario " + name + " can't be read: " + e, e);
        }
    }

    /**
     * The scenario in this file.
     *
     * @throws IllegalArgumentException if it can't be read or isn't right
     */
    public static Scenario read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("scenario file " + file + " doesn't exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("scenario file " + file + " can't be read as UTF-8 text: " + e, e);
        }
    }

    static Scenario parse(String file, String text) {
        try {
            return checked(file, YAML.readValue(text, ScenarioText.class));
        } catch (UnrecognizedPropertyException e) {
            throw wrong(
                    file,
                    "unknown field \"" + e.getPropertyName() + "\"; known there: "
                            + new TreeSet<>(e.getKnownPropertyIds()));
        } catch (JacksonException e) {
            JsonLocation place = e.getLocation();
            String line = place == null ? "" : ", line " + place.getLineNr();
            String why =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it is empty");
            throw wrong(file + line, why);
        }
    }

    private static Scenario checked(String file, @Nullable ScenarioText text) {
        if (text == null || text.automations == null || text.automations.isEmpty()) {
            throw wrong(file, "it must list at least one automation under \"automations:\"");
        }
        Set<String> ids = new LinkedHashSet<>();
        List<Automation> automations = text.automations.stream()
                .map(automation -> checked(file, automation, ids))
                .toList();
        String name = text.name == null ? file : text.name;
        return new Scenario(name, duration(file, "lasting", text.lasting), automations);
    }

    private static Automation checked(String file, AutomationText text, Set<String> ids) {
        String id = required(file, "an automation", "id", text.id);
        String where = "automation \"" + (id.length() <= 40 ? id : id.substring(0, 40) + "…") + '"';
        try {
            new JobId(id);
        } catch (IllegalArgumentException e) {
            throw wrong(file, "automation id: " + e.getMessage());
        }
        if (!ids.add(id)) {
            throw wrong(file, where + " is there twice; ids must differ");
        }
        String type = required(file, where, "type", text.type);
        if (!TYPES.contains(type)) {
            throw wrong(file, where + " has the unknown type \"" + type + "\"; known: " + String.join(", ", TYPES));
        }
        if (text.texts == null || text.texts.isEmpty()) {
            throw wrong(file, where + " must list at least one text under \"texts:\"");
        }
        return new Automation(
                id,
                type,
                required(file, where, "to", text.to),
                duration(file, where + ": every", text.every),
                text.texts);
    }

    private static String required(String file, String where, String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw wrong(file, where + " lacks \"" + field + ":\"");
        }
        return value;
    }

    private static Duration duration(String file, String what, @Nullable String text) {
        Matcher parts = DURATION.matcher(text == null ? "" : text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw wrong(file, what + " must be a duration such as 500ms, 10s, 2m or 1h, but is " + text);
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static IllegalArgumentException wrong(String where, String why) {
        return new IllegalArgumentException("scenario file " + where + ": " + why);
    }

    private record ScenarioText(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("lasting") @Nullable String lasting,
            @JsonProperty("automations") @Nullable List<AutomationText> automations) {}

    private record AutomationText(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("to") @Nullable String to,
            @JsonProperty("every") @Nullable String every,
            @JsonProperty("texts") @Nullable List<String> texts) {}
}
