package io.pitrguard.domain.evidence;

/**
 * The newest record of a chain.
 *
 * @param number of that record; 0 for a chain without records
 * @param digest of that record
 */
public record ChainHead(long number, String digest) {
    /** A chain without records: what the first record follows. */
    public static final ChainHead NONE = new ChainHead(0, "0".repeat(64));

    public ChainHead {
        if (number < 0 || !digest.matches(Sha256.FORM)) {
            throw new IllegalArgumentException("not the head of a chain: " + number + ", " + digest);
        }
    }
}
