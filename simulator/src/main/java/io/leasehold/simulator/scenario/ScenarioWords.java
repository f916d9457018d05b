package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.leasehold.simulator.history.Phase;
import io.leasehold.store.JobId;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** How single words of a scenario file are read; an error is told with the word's own line. */
final class ScenarioWords extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ScenarioWords() {
        addDeserializer(Duration.class, new Word<>(Duration.class, DurationText::read));
        addDeserializer(JobId.class, new Word<>(JobId.class, JobId::new));
        addDeserializer(AutomationType.class, new Word<>(AutomationType.class, AutomationType::of));
        addKeyDeserializer(Phase.class, new PhaseKey());
    }

    private static final class Word<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> reading;

        private Word(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return reading.apply(parser.getValueAsString(""));
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, e.getMessage(), e);
            }
        }
    }

    private static final class PhaseKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return Phase.of(key)
                    .orElseThrow(() -> JsonMappingException.from(
                            context, "\"" + key + "\" is no phase of a step; known are " + Phase.known()));
        }
    }
}
