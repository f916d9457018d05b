package io.leasehold.mongo;

import java.util.function.UnaryOperator;
import org.bson.BsonDocument;

/** What becomes of one command on its way. */
sealed interface Fate {
    /** It passes, as its answer does. */
    record Passed() implements Fate {}

    /** It never arrives; this is the answer. */
    record Answered(BsonDocument answer) implements Fate {}

    /** It is applied, and the answer is changed. */
    record AnsweredOtherwise(UnaryOperator<BsonDocument> change) implements Fate {}

    /** The connection ends before it arrives. */
    record CutBefore() implements Fate {}

    /** It is applied, and the connection ends before the answer arrives. */
    record CutAfter() implements Fate {}

    /** It never arrives, and there is no answer. */
    record Swallowed() implements Fate {}
}
