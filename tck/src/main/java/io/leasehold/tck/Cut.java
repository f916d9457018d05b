package io.leasehold.tck;

/** What becomes of one request of a store's client. */
public enum Cut {
    /** The storage refuses it and says so: it is surely not applied. */
    REFUSED("refused"),
    /** It is lost on its way: it is not applied, but the client can't know. */
    REQUEST_LOST("lost"),
    /** It is applied, and the answer is lost: to the client all looks as before. */
    ANSWER_LOST("applied, but its answer lost");

    private final String words;

    Cut(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
