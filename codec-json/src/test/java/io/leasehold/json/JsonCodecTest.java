package io.leasehold.json;

import static io.leasehold.json.JsonCodec.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.type.TypeReference;
import io.leasehold.store.Bytes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
    record Reminder(String to, List<String> texts) {}

    record Moments(
            Instant instant,
            LocalDate date,
            Duration duration,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Optional<Duration> every,
            BigDecimal price) {}

    record Unordered(Set<Reminder> reminders, Map<String, Integer> counts, Set<String> words) {}

    sealed interface Effect {}

    record Sms(String to, String text) implements Effect {}

    record Call(String to) implements Effect {}

    interface Untold {}

    sealed interface Nested {
        sealed interface Inner extends Nested {
            record Leaf(int value) implements Inner {}
        }

        record Other(int value) implements Nested {}
    }

    sealed interface Twofold {
        record Sms(int value) implements Twofold {}

        sealed interface Inner extends Twofold {
            record Sms(int value) implements Inner {}
        }
    }

    record Positive(int value) {
        Positive {
            if (value < 0) {
                throw new IllegalArgumentException("negative: " + value);
            }
        }
    }

    record Position(int sent, int skipped, String note) {}

    record Carrying(int sent, @JsonAnySetter @JsonAnyGetter Map<String, Object> rest) {}

    record Addressed(Map<String, Position> byAddress) {}

    @Test
    void whatIsWrittenComesBackEqual() {
        comesBack(json(Reminder.class), new Reminder("+91 98450 00042", List.of("Welcome!", "नमस्ते")));
        comesBack(json(Integer.class), 42);
        comesBack(json(new TypeReference<List<Reminder>>() {}), List.of(new Reminder("a", List.of())));
        comesBack(
                json(Moments.class),
                new Moments(
                        Instant.parse("2026-11-28T04:41:00.123456789Z"),
                        LocalDate.parse("2024-02-29"),
                        Duration.ofMillis(90_001),
                        OffsetDateTime.parse("2026-11-28T10:11:00+05:30"),
                        ZonedDateTime.parse("2026-11-28T10:11:00+05:30[Asia/Kolkata]"),
                        Optional.of(Duration.ofMinutes(1)),
                        new BigDecimal("1.10")));
    }

    @Test
    void oneOfSeveralRecordsIsToldByItsName() {
        comesBack(json(Effect.class), new Sms("a", "b"));
        comesBack(json(Effect.class), new Call("a"));
        comesBack(json(new TypeReference<Set<Effect>>() {}), Set.of(new Call("a"), new Sms("a", "b")));
        comesBack(json(new TypeReference<Set<Nested>>() {}), Set.of(new Nested.Other(1), new Nested.Inner.Leaf(1)));
    }

    @Test
    void equalValuesBecomeEqualBytes() {
        List<Reminder> reminders = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Map<String, Integer> forward = new LinkedHashMap<>();
        Map<String, Integer> backward = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            reminders.add(new Reminder("to" + i, List.of()));
            words.add("word" + i);
            forward.put("key" + i, i);
            backward.put("key" + (49 - i), 49 - i);
        }
        Unordered one = new Unordered(new LinkedHashSet<>(reminders), forward, new LinkedHashSet<>(words));
        Collections.reverse(reminders);
        Collections.reverse(words);
        Unordered other = new Unordered(new LinkedHashSet<>(reminders), backward, new LinkedHashSet<>(words));

        assertThat(one).isEqualTo(other);
        assertThat(json(Unordered.class).encode(one))
                .isEqualTo(json(Unordered.class).encode(other));
        comesBack(json(Unordered.class), one);
    }

    @Test
    void theBytesStayAsTheyAre() {
        assertThat(json(Reminder.class).encode(new Reminder("b", List.of("x"))).toArray())
                .asString()
                .isEqualTo("{\"texts\":[\"x\"],\"to\":\"b\"}");
        assertThat(json(Effect.class).encode(new Sms("b", "x")).toArray())
                .asString()
                .isEqualTo("{\"@type\":\"Sms\",\"text\":\"x\",\"to\":\"b\"}");
    }

    @Test
    void unknownFieldsArePassedOverAndAbsentOnesAreEmpty() {
        assertThat(json(Position.class).decode(utf8("{\"sent\":3,\"colour\":{\"deep\":[1]}}")))
                .isEqualTo(new Position(3, 0, null));
    }

    @Test
    void aTypeCanCarryWhatItDoesNotKnow() {
        Carrying read = json(Carrying.class).decode(utf8("{\"sent\":3,\"colour\":{\"deep\":[1]}}"));

        assertThat(json(Carrying.class)
                        .encode(new Carrying(read.sent() + 1, read.rest()))
                        .toArray())
                .asString()
                .isEqualTo("{\"sent\":4,\"colour\":{\"deep\":[1]}}");
    }

    @Test
    void anErrorNamesTheTypeThePlaceAndWhatBelongsThereButNoValue() {
        refused(json(Reminder.class), "{\"to\":\"secret\",\"texts\":[\"a\",{\"secret\":1}]}")
                .hasMessageContaining("Reminder")
                .hasMessageContaining("texts[1] must be java.lang.String");
        refused(json(Position.class), "{\"sent\":\"secret\"}").hasMessageContaining("sent must be int");
        refused(json(Position.class), "{\"sent\":12345.5}")
                .hasMessageContaining("sent must be int")
                .hasMessageNotContaining("12345");
        refused(json(Addressed.class), "{\"byAddress\":{\"secret@home\":{\"sent\":\"x\"}}}")
                .hasMessageContaining("byAddress[a key].sent must be int");
        refused(json(Positive.class), "{\"value\":-12345}")
                .hasMessageContaining("refused by")
                .hasMessageContaining("java.lang.IllegalArgumentException")
                .hasMessageNotContaining("12345");
        refused(json(Moments.class), "{\"date\":\"secret\"}").hasMessageContaining("date must be java.time.LocalDate");
        refused(json(Effect.class), "{\"@type\":\"secret\"}").hasMessageContaining("is of no kind that");
        refused(json(Effect.class), "{\"to\":\"secret\"}").hasMessageContaining("is of no kind that");
    }

    @Test
    void bytesThatAreNoJsonOrMoreThanOneValueAreRefused() {
        refused(json(Reminder.class), "{\"to\":\"secret").hasMessageContaining("is no JSON (byte");
        refused(json(Integer.class), "1 2").hasMessageContaining("Integer");
        refused(json(Integer.class), "\"12\"").hasMessageContaining("must be java.lang.Integer");
        refused(json(Integer.class), "null").hasMessageContaining("it is null");
        refused(json(Integer.class), "");
    }

    @Test
    void whatCanNotBeWrittenIsNamed() {
        record Holder(Object thing) {}
        record Opaque() {}
        class Nothing {}
        assertThatThrownBy(() -> json(Holder.class).encode(new Holder(new Nothing())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing: JSON has no form for")
                .hasMessageContaining("Nothing")
                .hasNoCause();
        assertThatThrownBy(() -> json(Opaque.class).encode(null)).hasMessageContaining("null is no");
    }

    @Test
    void aTypeThatCanNotBeReadIsRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> json(Untold.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Untold")
                .hasMessageContaining("abstract types");
        assertThatThrownBy(() -> json(Twofold.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tell them apart");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(JsonCodec<?> codec, String text) {
        return assertThatThrownBy(() -> codec.decode(utf8(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private static Bytes utf8(String text) {
        return Bytes.ofUtf8(text);
    }

    private static <T> void comesBack(JsonCodec<T> codec, T value) {
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }
}
