package io.leasehold.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets are written in the order of their elements' JSON: a set has no order of its own, and that in which it is walked differs from one
 * process to the next.
 */
final class SortedSets extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked")
    public JsonSerializer<?> modifyCollectionSerializer(
            SerializationConfig config, CollectionType type, BeanDescription description, JsonSerializer<?> given) {
        boolean walkedAtRandom = type.isTypeOrSubTypeOf(Set.class) && !type.isTypeOrSubTypeOf(EnumSet.class);
        return walkedAtRandom ? new Sorting((JsonSerializer<Object>) given) : given;
    }

    private static final class Sorting extends JsonSerializer<Set<?>> implements ContextualSerializer {
        private final JsonSerializer<Object> sorted;

        private Sorting(JsonSerializer<Object> sorted) {
            this.sorted = sorted;
        }

        @Override
        @SuppressWarnings("unchecked")
        public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
                throws JsonMappingException {
            return new Sorting((JsonSerializer<Object>) provider.handleSecondaryContextualization(sorted, property));
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator out, SerializerProvider provider) throws IOException {
            sorted.serialize(inOrder(set, out), out, provider);
        }

        @Override
        public void serializeWithType(Set<?> set, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            sorted.serializeWithType(inOrder(set, out), out, provider, type);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Set<?> set) {
            return set.isEmpty();
        }

        private static Set<Object> inOrder(Set<?> set, JsonGenerator out) throws IOException {
            ObjectMapper mapper = (ObjectMapper) out.getCodec();
            Map<String, Object> byText = new TreeMap<>();
            for (Object element : set) {
                String kind = element == null ? "" : element.getClass().getName();
                byText.put(mapper.writeValueAsString(element) + " " + kind, element);
            }
            return byText.size() == set.size() ? new LinkedHashSet<>(byText.values()) : refused();
        }

        private static Set<Object> refused() {
            throw new IllegalArgumentException("two elements of a set become the same JSON");
        }
    }
}
