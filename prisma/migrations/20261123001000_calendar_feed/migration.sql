-- People's calendar feeds: each address holds a secret of which only the digest is kept.

-- CreateTable
CREATE TABLE "calendar_feed" (
    "owner" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("owner")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_digest_key" ON "calendar_feed"("digest");
