-- Schema 1 for MariaDB and MySQL. Times are epoch milliseconds by the database's clock. Ids are kept twice: id_key, their UTF-8 bytes,
-- is what every statement compares and orders by; id is the same for people to read. Texts are compared byte for byte, whatever the
-- database's collation. Indexes stand with their tables, for MySQL knows no CREATE INDEX IF NOT EXISTS.

CREATE TABLE IF NOT EXISTS {meta} (
    name      VARCHAR(20) NOT NULL PRIMARY KEY, -- schema, bell, floor (R18)
    number    BIGINT      NOT NULL,
    raised_at BIGINT      NOT NULL              -- when the floor was last raised
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE {collation};

CREATE TABLE IF NOT EXISTS {lease} (
    id         VARCHAR(16)  NOT NULL PRIMARY KEY,
    label      VARCHAR(100) NOT NULL,
    jobs       BIGINT       NOT NULL,
    room       BIGINT       NOT NULL,
    weight     INT          NOT NULL,
    heard_at   BIGINT       NOT NULL,
    ends_at    BIGINT       NOT NULL,
    last_claim BIGINT       NOT NULL,
    standing   SMALLINT     NOT NULL, -- 0 live, 1 ended, 2 ended and drained
    ended      VARCHAR(10)  NOT NULL, -- empty while live, then CLEAN, LAPSED or LOST
    ended_at   BIGINT       NOT NULL,

    -- A heartbeat changes no indexed column.
    INDEX {lease}_standing (standing, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE {collation};

CREATE TABLE IF NOT EXISTS {job} (
    id_key         VARBINARY(800) NOT NULL PRIMARY KEY,
    id             VARCHAR(200)   NOT NULL,
    slot           INT            NOT NULL,
    type           VARCHAR(100)   NOT NULL,
    state_version  INT            NOT NULL,
    payload        MEDIUMBLOB     NOT NULL,
    digest         VARCHAR(64)    NOT NULL,
    wish           VARCHAR(10)    NOT NULL,
    command_number BIGINT         NOT NULL,
    status         VARCHAR(12)    NOT NULL, -- empty in a tombstone
    run            VARCHAR(16)    NOT NULL,
    token          BIGINT         NOT NULL,
    owner          VARCHAR(16)    NOT NULL, -- empty for nobody
    revision       BIGINT         NOT NULL,
    claim_number   BIGINT         NOT NULL,
    sequence       BIGINT         NOT NULL,
    state          MEDIUMBLOB,
    open_effect    MEDIUMBLOB,
    open_next      MEDIUMBLOB,
    open_pace      VARCHAR(60)    NOT NULL, -- from when, and how long: INTENT PT1M
    open_attempt   INT            NOT NULL, -- 0 while no step is open
    open_standing  VARCHAR(16)    NOT NULL,
    open_doubted   SMALLINT       NOT NULL,
    open_at        BIGINT         NOT NULL,
    due_at         BIGINT         NOT NULL,
    failures       INT            NOT NULL,
    lapses         INT            NOT NULL,
    probation      SMALLINT       NOT NULL,
    doubt_count    BIGINT         NOT NULL,
    doubts         VARCHAR(800)   NOT NULL, -- see DoubtText
    takeovers      VARCHAR(800)   NOT NULL, -- see TakeoverText
    error          VARCHAR(1000),
    size           BIGINT         NOT NULL, -- bytes of payload, state, next state and effect
    finished_at    BIGINT         NOT NULL, -- 0 unless the status is FINISHED
    runnable       SMALLINT       NOT NULL, -- 1: status READY and wish RUNNING
    deleted        SMALLINT       NOT NULL, -- 1: a tombstone: run, token, command number and digest alone are kept
    buried_at      BIGINT         NOT NULL, -- when it was left; 0 while there is a job

    -- R5, R9: orphans by owner, and an owner's own stops (not runnable), without a look at any other job.
    INDEX {job}_orphan (owner, runnable, type, state_version, slot, id_key),
    -- R19: the walk over what a lease owns, answered from the index alone; R18: the distinct owners.
    INDEX {job}_owned (owner, id_key, token, wish),
    -- R9: what a repeated claim brought.
    INDEX {job}_claim (owner, claim_number),
    -- R19: listing by status. R18: finished jobs, and tombstones, past their retention. No claim changes these.
    INDEX {job}_status (status, id_key),
    INDEX {job}_finished (finished_at),
    INDEX {job}_buried (buried_at, id_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE {collation};
