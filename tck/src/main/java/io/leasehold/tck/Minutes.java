package io.leasehold.tck;

import io.leasehold.store.JobPage;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers with durations to the minute and without instants: one of the definition lies in the future by the time that has passed. */
final class Minutes {
    private Minutes() {}

    static Object of(Object answer) {
        if (answer instanceof List<?> list) {
            return list.stream().map(Minutes::of).toList();
        } else if (answer instanceof Optional<?> optional) {
            return optional.map(Minutes::of);
        } else if (answer instanceof JobPage page) {
            return List.of(of(page.jobs()), page.more());
        } else if (answer instanceof JobRecord job) {
            List<Takeover> takeovers = job.takeovers().stream()
                    .map(t -> new Takeover(t.from(), t.to(), t.token(), Instant.EPOCH, minutes(t.down())))
                    .toList();
            return new JobRecord(
                    job.id(),
                    job.type(),
                    job.run(),
                    job.payload(),
                    job.wish(),
                    job.commandNumber(),
                    job.ownership(),
                    job.progress(),
                    minutes(job.remaining()),
                    job.intentAge().map(Minutes::minutes),
                    takeovers);
        }
        return answer.toString().replaceAll("PT[0-9HMS.]+", "") + times(answer);
    }

    private static Object times(Object answer) {
        List<Duration> found = new ArrayList<>();
        var matcher = Pattern.compile("PT[0-9HMS.]+").matcher(answer.toString());
        while (matcher.find()) {
            found.add(minutes(Duration.parse(matcher.group())));
        }
        return found;
    }

    private static Duration minutes(Duration exact) {
        return Duration.ofMinutes(exact.plusSeconds(30).toMinutes());
    }
}
