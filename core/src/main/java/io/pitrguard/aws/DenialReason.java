package io.pitrguard.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a call was not let through. Each reason has its own remedy: "Allow the caller …" helps only where nothing else
 * blocks the call.
 */
sealed interface DenialReason permits DenialReason.NotAllowed, DenyingPolicy, CredentialProblem {
    /** AWS names the action that it refused; it may be another one, such as that of the role behind a profile. */
    Pattern ACTION = Pattern.compile("not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z0-9]+)");

    /** What the refused action was for. */
    Pattern RESOURCE = Pattern.compile("on resource: ([^\\s,()]*[^\\s,().])");

    /** Returns what to do, as sentences. */
    String remedy();

    /** Nothing allows the action. */
    record NotAllowed(String action) implements DenialReason {
        /**
         * {@inheritDoc} STS answers the same whether the caller may not assume a role, or there is none, or it trusts
         * somebody else; AWS Organizations, whether the caller may not ask, or nobody in the account may.
         */
        @Override
        public String remedy() {
            if (action.startsWith("organizations:")) {
                return "Use the organization's management account or a delegated administrator, and allow the caller "
                        + action + " there.";
            }
            return "Allow the caller " + action
                    + (action.equals("sts:AssumeRole")
                            ? ", and check that the role exists, trusts the caller and asks for no other external id."
                            : ".");
        }
    }

    /**
     * Returns the reason that a service gave.
     *
     * @param action the action that was called
     * @param code its error code
     * @param said its message
     */
    static DenialReason of(String action, String code, String said) {
        Optional<CredentialProblem> credentials = CredentialProblem.ofService(code, said);
        if (credentials.isPresent()) {
            return credentials.get();
        }
        Optional<DenyingPolicy> policy = DenyingPolicy.in(code, said);
        return policy.isPresent() ? policy.get() : new NotAllowed(refused(said).orElse(action));
    }

    /**
     * Returns what was refused: mostly what was called, but possibly the action that had to come before it.
     *
     * @param what the call, such as "account:ListRegions on account 111122223333"
     */
    static String refused(String action, String what, String said) {
        return refused(said)
                .filter(other -> !other.equals(action))
                .map(other -> {
                    Matcher resource = RESOURCE.matcher(said);
                    return other + (resource.find() ? " on " + resource.group(1) : "") + ", which " + what + " needs";
                })
                .orElse(what);
    }

    /** Another service's action, such as sts:AssumeRole; the same service often answers with a name for several actions. */
    private static Optional<String> refused(String said) {
        Matcher action = ACTION.matcher(said);
        return action.find() && action.group(1).startsWith("sts:") ? Optional.of(action.group(1)) : Optional.empty();
    }
}
