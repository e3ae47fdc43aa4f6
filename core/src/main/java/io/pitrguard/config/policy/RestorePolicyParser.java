package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.RestorePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who may restore tables; what it gives counts only when no problem was reported. */
final class RestorePolicyParser {
    /** The keys of {@code recovery}. */
    static final Keys KEYS =
            Keys.optional("a recovery", "approval", "approvers", "breakGlass", "approvalExpires", "targetPrefix");

    private RestorePolicyParser() {}

    /** Reads it from its keys. */
    static RestorePolicy read(Fields fields) {
        RestorePolicy standard = RestorePolicy.STANDARD;
        List<Glob> approvers = new ArrayList<>();
        for (String text : fields.texts("approvers", TextParser.APPROVER)) {
            approvers.add(new Glob(text));
        }
        return new RestorePolicy(
                approval(fields),
                approvers,
                fields.truth("breakGlass", standard.breakGlass()),
                expiry(fields),
                fields.text("targetPrefix", TextParser.TARGET_PREFIX).orElse(standard.targetPrefix()));
    }

    private static RestorePolicy.Approval approval(Fields fields) {
        Optional<Value> value = fields.get("approval");
        Optional<String> word =
                value.isPresent() ? value.get().oneOf("an approval", List.of("required", "none")) : Optional.empty();
        return word.isPresent() && word.get().equals("required")
                ? RestorePolicy.Approval.REQUIRED
                : RestorePolicy.Approval.NONE;
    }

    private static Duration expiry(Fields fields) {
        Optional<String> text = fields.text("approvalExpires", TextParser.EXPIRY);
        Optional<Duration> expiry = text.isPresent() ? DurationSyntax.parse(text.get()) : Optional.empty();
        return expiry.isPresent() ? expiry.get() : RestorePolicy.STANDARD.approvalExpires();
    }
}
