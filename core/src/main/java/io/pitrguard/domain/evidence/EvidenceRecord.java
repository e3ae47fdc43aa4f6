package io.pitrguard.domain.evidence;

import io.pitrguard.domain.table.AccountRegion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one sweep left as evidence, bound to the record before it. Its {@link #text} is what is stored and hashed, so that
 * {@code sha256sum} alone can check it (docs/evidence.md).
 *
 * @param chain the account and region that the chain is of: that of the deployment
 * @param number from 1, without gaps
 * @param until when S3 may expire the objects
 * @param sweep the sweep's id, one word
 * @param bucket the bucket that holds the objects
 * @param html the report for people
 * @param json the same report for programs
 * @param previous the digest of the record before; that of {@link ChainHead#NONE} for the first
 */
public record EvidenceRecord(
        AccountRegion chain,
        long number,
        Instant at,
        Instant until,
        String sweep,
        String bucket,
        EvidenceObject html,
        EvidenceObject json,
        String previous) {
    /** The first line of each text, but for the version behind it. */
    static final String TITLE = "pitr-guard evidence ";

    private static final String WORD = "[\\w.-]{1,128}";
    private static final String OBJECT = "(" + Sha256.FORM + ") (\\S+) (\\S+)\n";
    private static final Pattern TEXT = Pattern.compile(TITLE + "1\n"
            + "chain (\\S+) (\\S+) (\\S+)\n"
            + "number ([1-9]\\d{0,17})\n"
            + "at (\\S+)\nuntil (\\S+)\n"
            + "sweep (\\S+)\nbucket (\\S+)\n"
            + "report\\.html " + OBJECT
            + "report\\.json " + OBJECT
            + "previous (" + Sha256.FORM + ")\n");

    public EvidenceRecord {
        if (number < 1) {
            throw new IllegalArgumentException("records are numbered from 1, not " + number);
        }
        for (String word : List.of(sweep, bucket)) {
            if (!word.matches(WORD)) {
                throw new IllegalArgumentException("not a word: '" + word + "'");
            }
        }
        if (!previous.matches(Sha256.FORM)) {
            throw new IllegalArgumentException("not a SHA-256: " + previous);
        }
    }

    /** Returns the text that is stored and hashed: one field a line, each line ended by a line feed. */
    public String text() {
        return TITLE + "1\n"
                + "chain " + chain.partition() + " " + chain.account() + " " + chain.region() + "\n"
                + "number " + number + "\n"
                + "at " + at + "\n"
                + "until " + until + "\n"
                + "sweep " + sweep + "\n"
                + "bucket " + bucket + "\n"
                + line("report.html", html)
                + line("report.json", json)
                + "previous " + previous + "\n";
    }

    private static String line(String name, EvidenceObject object) {
        return name + " " + object.sha256() + " " + object.version() + " " + object.key() + "\n";
    }

    /** Returns the SHA-256 of the text. */
    public String digest() {
        return Sha256.of(text());
    }

    /** Returns the head of a chain that ends here. */
    public ChainHead head() {
        return new ChainHead(number, digest());
    }

    /** Returns both objects. */
    public List<EvidenceObject> objects() {
        return List.of(html, json);
    }

    /** Returns the record of a text; empty if it is not exactly what {@link #text} writes. */
    public static Optional<EvidenceRecord> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            EvidenceRecord read = new EvidenceRecord(
                    new AccountRegion(match.group(1), match.group(2), match.group(3)),
                    Long.parseLong(match.group(4)),
                    Instant.parse(match.group(5)),
                    Instant.parse(match.group(6)),
                    match.group(7),
                    match.group(8),
                    object(match, 9),
                    object(match, 12),
                    match.group(15));
            return Optional.of(read).filter(record -> record.text().equals(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static EvidenceObject object(Matcher match, int from) {
        return new EvidenceObject(match.group(from + 2), match.group(from + 1), match.group(from));
    }
}
