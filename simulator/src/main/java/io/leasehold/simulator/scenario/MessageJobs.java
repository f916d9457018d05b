package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.job.Codec;
import io.leasehold.job.Job;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.simulator.history.Chain;
import io.leasehold.store.Bytes;
import io.leasehold.store.StepKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Automations as jobs: each step sends one message, and each message carries the hash of all before it, computed from the state. */
public final class MessageJobs {
    /** The type's name. */
    public static final String TYPE = "message";

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageJobs() {}

    /** What is submitted: whom to write to, how often, what, and how many messages in all. */
    public record Plan(String to, long everyMillis, List<String> texts, int total) {}

    /** Where a job stands: how many messages were sent, and the last link of the chain. */
    public record Sent(int count, String chain) {}

    /** What one step does. */
    public record Message(String to, String text, String chain) {}

    /** The job type with this gateway behind it. */
    public static JobType<Plan, Sent, Message> type(JobType.Effector<Message> gateway) {
        return JobType.named(TYPE, 1)
                .codecs(json(Plan.class), json(Sent.class), json(Message.class))
                .startingAt(plan -> new Sent(0, Chain.START))
                .next(MessageJobs::next)
                .perform(gateway);
    }

    /** What is submitted for this automation at this factor. */
    public static Plan plan(Scenario scenario, Automation automation, int factor) {
        return new Plan(
                automation.to(),
                automation.every().dividedBy(factor).toMillis(),
                automation.texts(),
                scenario.steps(automation));
    }

    private static Step<Sent, Message> next(Job<Plan> job, Sent sent) {
        Plan plan = job.payload();
        if (sent.count() == plan.total()) {
            return Step.finish();
        }
        String text = (sent.count() + 1) + "/" + plan.total() + " "
                + plan.texts().get(sent.count() % plan.texts().size());
        String link = Chain.next(sent.chain(), new StepKey(job.id(), job.run(), job.sequence()), text);
        return Step.perform(new Message(plan.to(), text, link))
                .then(new Sent(sent.count() + 1, link))
                .every(Duration.ofMillis(plan.everyMillis()));
    }

    private static <T> Codec<T> json(Class<T> type) {
        return Codec.of(
                value -> {
                    try {
                        return Bytes.of(JSON.writeValueAsBytes(value));
                    } catch (JsonProcessingException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                bytes -> {
                    try {
                        return JSON.readValue(bytes.toArray(), type);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
