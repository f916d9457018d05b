package io.leasehold.simulator.automation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.job.Codec;
import io.leasehold.job.InStoreEffector;
import io.leasehold.job.Job;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.simulator.history.ChainHash;
import java.time.Duration;

/** The job type {@code message}: a series of messages, one after the other, each at most once. */
public final class MessageType {
    /** Its name in stores and scenario files. */
    public static final String NAME = "message";

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageType() {}

    /** The type, sending by this. */
    public static JobType<Series, Sent, Message> sending(JobType.Effector<Message> sender) {
        return decided().perform(sender);
    }

    /** The type, writing its messages by this into the store's own database, in one transaction with their steps. */
    public static <C> JobType<Series, Sent, Message> writing(
            Class<C> connectionType, InStoreEffector<Message, C> writer) {
        return decided().performInStore(connectionType, writer);
    }

    private static JobType.WithDecider<Series, Sent, Message> decided() {
        return JobType.named(NAME, 1)
                .codecs(json(Series.class), text(), json(Message.class))
                .startingAt(series -> Sent.NOTHING)
                .next(MessageType::next);
    }

    private static Step<Sent, Message> next(Job<Series> job, Sent sent) {
        Series series = job.payload();
        if (sent.count() == series.messages()) {
            return Step.finish();
        }
        long number = sent.count() + 1;
        String text = series.text(number);
        String chain = ChainHash.of(sent.chain(), job.id().value(), job.run().value(), number, text);
        return Step.perform(new Message(series.to(), text, sent.chain(), chain))
                .then(new Sent(number, chain))
                .every(Duration.ofMillis(series.everyMillis()));
    }

    private static Codec<Sent> text() {
        Codec<String> text = Codec.text();
        return Codec.of(sent -> text.encode(sent.written()), bytes -> Sent.read(text.decode(bytes)));
    }

    private static <T> Codec<T> json(Class<T> type) {
        Codec<String> text = Codec.text();
        return Codec.of(value -> text.encode(written(value)), bytes -> read(type, text.decode(bytes)));
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON", e);
        }
    }

    private static <T> T read(Class<T> type, String text) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("isn't the JSON of a " + type.getSimpleName(), e);
        }
    }
}
