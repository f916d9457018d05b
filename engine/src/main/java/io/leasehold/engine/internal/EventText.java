package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;

/** Events as one line for people. */
final class EventText {
    private EventText() {}

    static String of(EngineEvent event) {
        if (event instanceof EngineEvent.Joined e) {
            return "joined under lease " + e.lease();
        } else if (event instanceof EngineEvent.TookOver e) {
            return "took over " + e.jobs() + " job(s) of lease " + e.from() + ", down for at most "
                    + e.longestDown().toMillis() + " ms";
        } else if (event instanceof EngineEvent.InDoubt e) {
            return "step " + line(e.step().toString()) + " is in doubt ("
                    + e.doubt().cause() + ", attempt "
                    + e.doubt().attempt() + "): " + e.doubt().resolution() + ", its effect may be missing"
                    + e.error().map(error -> "; " + line(Problems.text(error))).orElse("");
        } else if (event instanceof EngineEvent.ClaimLost e) {
            return "lost the claim on job " + line(e.job().value()) + " (token " + e.token() + "): " + e.reason();
        } else if (event instanceof EngineEvent.LeaseLost e) {
            return "lost lease " + e.lease() + " with " + e.jobs() + " job(s): " + e.reason();
        } else if (event instanceof EngineEvent.OnProbation e) {
            return "step " + line(e.step().toString()) + " is on probation: the job's last " + e.lapses()
                    + " owner(s) were lost over it";
        } else if (event instanceof EngineEvent.JobEnded e) {
            return "job " + line(e.job().value()) + " is " + e.status()
                    + e.error().map(error -> ": " + line(error)).orElse("");
        } else if (event instanceof EngineEvent.Regressed e) {
            return "the store lost something it had acknowledged about job "
                    + line(e.job().value()) + ": " + e.loss();
        } else if (event instanceof EngineEvent.Retrying e) {
            return "step " + line(e.step().toString()) + " failed " + e.failures() + " time(s): "
                    + line(Problems.text(e.error()));
        } else if (event instanceof EngineEvent.LockLost e) {
            return "lost lock " + line(e.lock().value()) + " (token " + e.token() + "): "
                    + e.loss().reason() + ", " + e.loss().timeLeft().toMillis() + " ms before others may have it";
        } else if (event instanceof EngineEvent.WorkerStuck e) {
            return "a worker ignores its interrupt in step " + line(e.step().toString()) + " (" + e.stuck() + " stuck)";
        }
        return leaseLine(event);
    }

    private static String leaseLine(EngineEvent event) {
        if (event instanceof EngineEvent.HandingOver e) {
            return "lease " + e.lease() + " hands over " + e.jobs() + " job(s): it owns more than its share";
        } else if (event instanceof EngineEvent.Suspended e) {
            return "lease " + e.lease() + " is not proven: no effect starts until the store answers";
        } else if (event instanceof EngineEvent.Resumed e) {
            return "lease " + e.lease() + " is proven again: its jobs go on";
        } else if (event instanceof EngineEvent.Left e) {
            return "left; lease " + e.lease() + (e.ended() ? " has ended" : " will lapse: the store couldn't be told");
        }
        return event.toString();
    }

    /** One line, whatever an id or a message holds. */
    private static String line(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
    }
}
