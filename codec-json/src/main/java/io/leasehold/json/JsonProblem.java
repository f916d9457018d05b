package io.leasehold.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of JSON that can't be read or written without telling what stands in it: the type, the place, what belongs there.
 * Jackson's own messages quote values, so neither they nor their exceptions are passed on.
 */
final class JsonProblem {
    private final JavaType type;

    JsonProblem(JavaType type) {
        this.type = type;
    }

    IllegalArgumentException nothing() {
        return unreadable("it is null, which is no value");
    }

    IllegalArgumentException unreadable(IOException e) {
        if (e instanceof ValueInstantiationException refused) {
            return unreadable(place(refused) + " is refused by " + named(refused.getType()) + reason(refused));
        }
        if (e instanceof InvalidTypeIdException kind) {
            return unreadable(
                    place(kind) + " is of no kind that " + named(kind.getBaseType()) + " has" + position(kind));
        }
        if (e instanceof MismatchedInputException mismatched) {
            return unreadable(place(mismatched) + " must be " + target(mismatched) + position(mismatched));
        }
        if (e instanceof JsonMappingException mapping && !(e.getCause() instanceof StreamReadException)) {
            return unreadable(place(mapping) + " doesn't fit" + reason(mapping) + position(mapping));
        }
        return unreadable("it is no JSON" + (e instanceof JsonProcessingException json ? position(json) : ""));
    }

    IllegalArgumentException unwritable(JsonProcessingException e) {
        String where = e instanceof JsonMappingException mapping ? place(mapping) : "it";
        String why = e instanceof InvalidDefinitionException undefined
                ? ": JSON has no form for " + named(undefined.getType())
                : reason(e);
        return new IllegalArgumentException("this " + named(type) + " can't be written as JSON: " + where + why);
    }

    /** The definition is the program's own text and holds no values: Jackson's whole word on it is of use. */
    IllegalArgumentException undefined(InvalidDefinitionException e) {
        return new IllegalArgumentException("no " + named(type) + " can be made of JSON: " + e.getOriginalMessage(), e);
    }

    private IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("these bytes are no " + named(type) + " in JSON: " + why);
    }

    private static String target(MismatchedInputException e) {
        return Optional.<Class<?>>ofNullable(e.getTargetType())
                .map(Class::getTypeName)
                .orElse("something else");
    }

    private static String named(@Nullable JavaType type) {
        return type == null ? "its type" : type.toCanonical();
    }

    /** The kind of what went wrong beneath, without its words. */
    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? "" : " (" + cause.getClass().getName() + ")";
    }

    private static String position(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " (byte " + at.getByteOffset() + ")";
    }

    /** The way from the value to the place; keys of maps are data, and left out. */
    private static String place(JsonMappingException e) {
        StringBuilder way = new StringBuilder();
        for (Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                way.append('[').append(step.getIndex()).append(']');
            } else if (ofMap(step)) {
                way.append("[a key]");
            } else {
                way.append(way.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return way.length() == 0 ? "the whole" : way.toString();
    }

    private static boolean ofMap(Reference step) {
        Object from = step.getFrom();
        return from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type));
    }
}
