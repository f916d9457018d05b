package io.leasehold.simulator.report.page;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the timeline is drawn from. Times are milliseconds since the run's start; instances and jobs are named by their place. */
public final class Lanes {
    private Lanes() {}

    /**
     * The whole of it.
     *
     * @param endMillis when the run ended
     * @param instances a lane each, in the order of their start
     * @param jobs a lane each, in the order of their submission
     * @param takeovers in order
     * @param marks what befell instances, in order
     */
    public record Timeline(
            long endMillis,
            List<InstanceLane> instances,
            List<JobLane> jobs,
            List<Takeover> takeovers,
            List<Mark> marks) {
        public Timeline {
            instances = List.copyOf(instances);
            jobs = List.copyOf(jobs);
            takeovers = List.copyOf(takeovers);
            marks = List.copyOf(marks);
        }
    }

    /** How an instance is for some time. */
    public enum State {
        ALIVE,
        FROZEN,
        CUT,
        LEAVING
    }

    /** An instance from its start to its end. */
    public record InstanceLane(String name, List<Span> spans) {
        public InstanceLane {
            spans = List.copyOf(spans);
        }
    }

    /** A state from here to there. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Span(long from, long to, State state) {}

    /**
     * A job: who had it, and when it stood still.
     *
     * @param owners who had it
     * @param stills when it stood still beyond its own pace
     */
    public record JobLane(String id, List<Owned> owners, List<Still> stills) {
        public JobLane {
            owners = List.copyOf(owners);
            stills = List.copyOf(stills);
        }
    }

    /**
     * A job's owner from here to there, by the store's record.
     *
     * @param gone whether the owner was dead or frozen all that time
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Owned(long from, long to, int instance, boolean gone) {}

    /** A standstill from here to there. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Still(long from, long to) {}

    /** Something befell an instance: kill, freeze, wake, stop, start. */
    public record Mark(long at, int instance, String kind, String words) {}

    /**
     * A job was taken over from an ended lease.
     *
     * @param from the former owner; -1: nobody knows any more
     * @param fate what had befallen it
     * @param millis how long the job stood still in all; absent: it didn't beyond its own pace, or another one took it before it went on
     * @param tooLong whether that is more than the bound
     * @param open whether a step was open when the claim was heard of
     * @param doubt what the new owner reported about a step in doubt; absent: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Takeover(
            long at,
            int job,
            int from,
            int to,
            String fate,
            @Nullable Long millis,
            boolean tooLong,
            boolean open,
            @Nullable String doubt) {}
}
