package io.leasehold.simulator.automation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.leasehold.job.Codec;
import io.leasehold.job.InStoreEffector;
import io.leasehold.job.Job;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.simulator.history.ChainHash;
import java.time.Duration;
import java.util.function.Function;

/** Job types that send a series of messages, one after the other. */
public final class MessageType {
    /** Its name in stores and scenario files. */
    public static final String NAME = "message";

    /** The same by another name, which the first {@link Release} doesn't know. */
    public static final String BULLETIN = "bulletin";

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageType() {}

    /** The type as the first release has it, sending by this. */
    public static JobType<Series, Sent, Message> sending(JobType.Effector<Message> sender) {
        return sending(Release.FIRST.types().get(0), sender);
    }

    /** A type, sending by this. */
    public static JobType<Series, Sent, Message> sending(Release.Runs runs, JobType.Effector<Message> sender) {
        return decided(runs).perform(sender);
    }

    /** A type, writing its messages by this into the store's own database, in one transaction with their steps. */
    public static <C> JobType<Series, Sent, Message> writing(
            Release.Runs runs, Class<C> connectionType, InStoreEffector<Message, C> writer) {
        return decided(runs).performInStore(connectionType, writer);
    }

    private static JobType.WithDecider<Series, Sent, Message> decided(Release.Runs runs) {
        return codecs(runs).startingAt(series -> Sent.NOTHING).next(MessageType::next);
    }

    private static JobType.WithCodecs<Series, Sent, Message> codecs(Release.Runs runs) {
        JobType.WithCodecs<Series, Sent, Message> codecs = JobType.named(runs.type(), runs.version())
                .codecs(json(Series.class), text(runs.version()), json(Message.class));
        return runs.version() == 1 ? codecs : codecs.upgrading(1, text(1), Function.identity());
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

    private static Codec<Sent> text(int version) {
        Codec<String> text = Codec.text();
        return Codec.of(sent -> text.encode(sent.written(version)), bytes -> Sent.read(version, text.decode(bytes)));
    }

    private static <T> Codec<T> json(Class<T> type) {
        Codec<String> text = Codec.text();
        ObjectReader reader = JSON.readerFor(type);
        ObjectWriter writer = JSON.writerFor(type);
        return Codec.of(value -> text.encode(written(writer, value)), bytes -> read(reader, type, text.decode(bytes)));
    }

    private static String written(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON", e);
        }
    }

    private static <T> T read(ObjectReader reader, Class<T> type, String text) {
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("isn't the JSON of a " + type.getSimpleName(), e);
        }
    }
}
