package io.leasehold.jdbc;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Submission;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In how many statements a database does what takes several in general: what it can do in one costs one round trip, however many jobs
 * there are. {@link GeneralForms} are for a database in the same process, or one that can do no better.
 */
interface Forms {
    /** How a list of keys stands in a statement. */
    KeyList keys();

    /** Of a survey (R5). */
    Surveying surveying(SqlText text);

    /** Of a claim (R6 to R10). */
    Claiming claiming(SqlText text);

    /** Of a batch of writes (R11 to R13). */
    Writing writing(SqlText text);

    /** Of a batch of submissions (R16). */
    Submitting submitting(SqlText text);

    /** Of a command (R17). */
    Ordering ordering(SqlText text);

    /** Surveys. */
    interface Surveying {
        /** The whole survey. */
        Survey survey(Call call, SurveyRequest request);
    }

    /** Claims. */
    interface Claiming {
        /** The whole claim: what it brought, in the order of slots. */
        List<JobRecord> claim(Call call, ClaimRequest request);
    }

    /** Tries writes. */
    interface Writing {
        /**
         * Applies each of these writes on its own condition, locking rows in the order of keys.
         *
         * @param writes in the order of keys, no job twice
         * @return those that surely were applied now; any other is to be read back in a later statement
         */
        Map<JobId, Applied> apply(Call call, List<Write> writes);
    }

    /** Makes jobs. */
    interface Submitting {
        /**
         * Makes each of these jobs on its own condition: that the id has no record, or the tombstone of the run that the job replaces.
         *
         * @param creating those whose ids had no record, in the order of keys
         * @param replacing those whose ids had a tombstone, in the order of keys; no id stands twice in both
         * @return the jobs that were made
         */
        Set<JobId> make(Call call, List<Submission> creating, List<Submission> replacing);
    }

    /** Carries out commands. */
    interface Ordering {
        /**
         * Reads the record, if there is any; where the database can, the same statement carries the command out, unless an owner is to be
         * judged first.
         */
        Optional<OrderedJob> order(Call call, Command command);
    }
}
