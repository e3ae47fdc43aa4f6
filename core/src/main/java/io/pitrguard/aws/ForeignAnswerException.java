package io.pitrguard.aws;

import java.io.IOException;

/** Reports an answer that a proxy or gateway gave in AWS's place. */
public final class ForeignAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private ForeignAnswerException(String message) {
        super(message);
    }

    /** Returns the failure for a page of this content type. */
    static ForeignAnswerException page(String contentType, int status) {
        return new ForeignAnswerException(
                "this answer is not AWS's (%s, HTTP %d): look at the proxy between".formatted(contentType, status));
    }

    /** Returns the failure for a proxy that asks who the caller is. */
    static ForeignAnswerException proxyDenied() {
        return new ForeignAnswerException(
                "this answer is not AWS's but the proxy's (HTTP 407: it wants a user and a password): check HTTPS_PROXY"
                        + " and HTTP_PROXY, or exempt the host in NO_PROXY");
    }
}
