-- How much of what a caller may do in a minute is used, in all processes together: a key is the SHA-256 of
-- a person's subject or an address. Unlogged, as it means nothing a minute later: a crash of the server
-- gives everyone their minute back.
CREATE UNLOGGED TABLE "used_allowance" (
    "key" TEXT NOT NULL,
    "used_until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "used_allowance_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "a_caller_is_named_by_a_digest" CHECK ("key" ~ '^[0-9a-f]{64}$')
);

GRANT SELECT, INSERT, DELETE, UPDATE ("used_until") ON "used_allowance" TO "assent_api", "assent_every_line";
