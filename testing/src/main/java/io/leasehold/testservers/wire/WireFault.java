package io.leasehold.testservers.wire;

import io.leasehold.testservers.Fault;

/** What befalls one round trip. */
enum WireFault {
    REQUEST_CUT("the request is lost with the connection", Fault.cut(), Fault.pass()),
    ANSWER_CUT("the answer is lost with the connection", Fault.pass(), Fault.cut()),
    ANSWER_RESET("the connection is reset instead of an answer", Fault.pass(), Fault.reset()),
    REQUEST_STRAYS("the connection is lost, and the request is applied after its repeat", Fault.stray(), Fault.pass());

    private final String words;
    final Fault ofRequest;
    final Fault ofAnswer;

    WireFault(String words, Fault ofRequest, Fault ofAnswer) {
        this.words = words;
        this.ofRequest = ofRequest;
        this.ofAnswer = ofAnswer;
    }

    /** Whether the server does what the request asks for, before the client has heard that the connection is lost. */
    boolean applied() {
        return ofRequest.kind() == Fault.Kind.PASS;
    }

    @Override
    public String toString() {
        return words;
    }
}
