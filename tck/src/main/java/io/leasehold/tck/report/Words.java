package io.leasehold.tck.report;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arguments and answers in one short line: ids quoted, bytes counted, long lists cut, nothing that a terminal would obey. */
final class Words {
    private static final int ELEMENTS = 3;
    private static final int TEXT = 60;
    private static final int WHOLE = 240;

    private Words() {}

    static String all(List<?> arguments) {
        return arguments.stream().map(Words::of).collect(Collectors.joining(", ", "(", ")"));
    }

    static String of(Object value) {
        if (value instanceof JobId job) {
            return of(job.value());
        } else if (value instanceof String text) {
            return '"' + visible(cut(text, TEXT)) + '"';
        } else if (value instanceof Bytes bytes) {
            return bytes.size() + " bytes";
        } else if (value instanceof Optional<?> optional) {
            return optional.map(Words::of).orElse("none");
        } else if (value instanceof Collection<?> many) {
            return many(many);
        }
        return value instanceof Record whole ? whole(whole) : visible(cut(String.valueOf(value), WHOLE));
    }

    /** The first line of what an exception says. */
    static String thrown(Throwable trouble) {
        String message = String.valueOf(trouble.getMessage());
        return "threw " + trouble.getClass().getSimpleName() + ": "
                + visible(cut(message.lines().findFirst().orElse(""), WHOLE));
    }

    private static String many(Collection<?> values) {
        Stream<String> first = values.stream().limit(ELEMENTS).map(Words::of);
        long more = values.size() - ELEMENTS;
        return Stream.concat(first, more > 0 ? Stream.of("… " + more + " more") : Stream.empty())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String whole(Record value) {
        if (value instanceof JobRecord job) {
            return "job " + of(job.id()) + " " + job.progress().status() + " " + job.wish() + " owner "
                    + of(job.ownership().owner()) + " token " + job.ownership().token() + " revision "
                    + job.ownership().revision() + " sequence " + job.progress().sequence();
        } else if (value instanceof Submission submission) {
            return of(submission.id()) + " " + submission.type() + " run " + submission.run() + " of "
                    + of(submission.payload()) + " replacing " + of(submission.replaces()) + " in "
                    + submission.delay();
        } else if (value instanceof Write write) {
            return write(write);
        } else if (value instanceof LeaseId) {
            return value.toString();
        }
        return parts(value);
    }

    private static String write(Write write) {
        return of(write.job()) + " owner " + write.owner() + " token " + write.token() + " revision " + write.revision()
                + " " + write.progress().status() + " sequence "
                + write.progress().sequence() + (write.progress().open().isPresent() ? " step open" : "")
                + write.delay().map(delay -> " delay " + delay).orElse("") + (write.release() ? " released" : "");
    }

    /** Where there are several, each needs its name. */
    private static String parts(Record value) {
        boolean several = value.getClass().getRecordComponents().length > 1;
        String parts = RecordPart.of(value)
                .map(part -> (several ? part.name() + " " : "") + of(part.value()))
                .collect(Collectors.joining(", "));
        return value.getClass().getSimpleName() + (parts.isEmpty() ? "" : "(" + cut(parts, WHOLE) + ")");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + " characters)";
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c -> isPlain(c) ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static boolean isPlain(int codePoint) {
        int kind = Character.getType(codePoint);
        return !Character.isISOControl(codePoint) && kind != Character.FORMAT && kind != Character.SURROGATE;
    }
}
