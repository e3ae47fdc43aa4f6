package io.pitrguard.domain.evidence;

/**
 * An object of evidence in the bucket.
 *
 * @param version the version that S3 gave it
 * @param sha256 the SHA-256 of its content
 */
public record EvidenceObject(String key, String version, String sha256) {
    // A blank or a line break would end the field in a record's text.
    private static final String WORD = "[^\\s\\p{C}]+";

    public EvidenceObject {
        if (!key.matches(WORD) || !version.matches(WORD)) {
            throw new IllegalArgumentException("key and version are words: '" + key + "', '" + version + "'");
        }
        if (!sha256.matches(Sha256.FORM)) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }
}
