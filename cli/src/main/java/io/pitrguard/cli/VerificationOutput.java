package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import java.util.List;

/** What {@code report --verify} prints for people: the first broken link before all others. */
record VerificationOutput(VerificationView view) {
    private static final int MOST = 20;

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s of evidence in the ledger %s, account %s, %s"
                        .formatted(
                                Counted.of(view.records(), "record", "records"),
                                view.chain().ledger(),
                                view.chain().account(),
                                view.chain().region()));
        if (view.newest() != null) {
            line(
                    text,
                    "Newest: record %d, %s, %s, sha256 %s"
                            .formatted(
                                    view.newest().number(),
                                    view.newest().sweep(),
                                    view.newest().at(),
                                    view.newest().sha256()));
        }
        line(text, "Objects: %d as recorded, %d expired".formatted(view.intact(), view.expired()));
        text.append('\n');
        verdict(text);
        return text.toString();
    }

    private void verdict(StringBuilder text) {
        if (view.findings().isEmpty()) {
            line(text, "The chain is whole.");
            return;
        }
        List<VerificationView.Finding> others = view.findings();
        if (view.firstBroken() == null) {
            line(text, "Nothing is known to be broken, but not all is certain:");
        } else {
            line(
                    text,
                    "BROKEN at record %d: %s"
                            .formatted(
                                    view.firstBroken().record(),
                                    view.firstBroken().message()));
            others = others.stream()
                    .filter(finding -> !finding.equals(view.firstBroken()))
                    .toList();
            if (!others.isEmpty()) {
                line(text, "Also:");
            }
        }
        others.stream().limit(MOST).forEach(finding -> line(text, "  " + finding.message()));
        if (others.size() > MOST) {
            line(text, "  and %d more (--format json lists all)".formatted(others.size() - MOST));
        }
        line(text, "What to do: docs/runbooks/evidence.md");
    }

    private static void line(StringBuilder text, String line) {
        text.append(Printable.line(line)).append('\n');
    }
}
