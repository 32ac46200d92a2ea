package uk.childpathways.signin;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.WebApplicationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The body of a request that did not say how long it is: read to the limit and no further. */
class LimitedBody extends HttpServletRequestWrapper {

    private final long most;
    private ServletInputStream limited;

    LimitedBody(HttpServletRequest request, long most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (limited == null) {
            limited = new Limited(super.getInputStream());
        }
        return limited;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }

    /** In the words of whoever reads: the engine's addresses answer with JAX-RS, ours with Spring. */
    private RuntimeException tooLarge() {
        String path = getRequestURI();
        return path.contains("/engine-rest/") || path.contains("/camunda/api/")
                ? new WebApplicationException("What was sent is too large. Nothing was recorded.", 413)
                : new ResponseStatusException(
                        HttpStatus.PAYLOAD_TOO_LARGE, "What was sent is too large. Nothing was recorded.");
    }

    private final class Limited extends ServletInputStream {
        private final ServletInputStream whole;
        private long read;

        Limited(ServletInputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            int next = whole.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got = whole.read(into, from, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int more) {
            read += more;
            if (read > most) {
                throw tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return whole.isFinished();
        }

        @Override
        public boolean isReady() {
            return whole.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            whole.setReadListener(listener);
        }
    }
}
