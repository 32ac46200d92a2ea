package uk.childpathways.engine.doors;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Lets an answer through as it is written, and keeps back the words of a failure, so that they can be said better. */
class HeldAnswer extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int status = SC_OK;
    private ServletOutputStream stream;
    private PrintWriter writer;

    HeldAnswer(HttpServletResponse response) {
        super(response);
    }

    boolean isFailure() {
        return status >= SC_BAD_REQUEST;
    }

    void failed() {
        status = SC_INTERNAL_SERVER_ERROR;
    }

    byte[] keptBack() {
        if (writer != null) {
            writer.flush();
        }
        return kept.toByteArray();
    }

    void finish() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        status = code;
        if (!isFailure()) {
            super.setStatus(code);
        }
    }

    @Override
    public void sendError(int code) {
        status = code;
    }

    @Override
    public void sendError(int code, String message) {
        status = code;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!isFailure()) {
            finish();
            super.flushBuffer();
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!isFailure()) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!isFailure()) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isFailure() || !name.equalsIgnoreCase("Content-Length")) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isFailure() || !name.equalsIgnoreCase("Content-Length")) {
            super.addHeader(name, value);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new Parted(super.getOutputStream());
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
        }
        return writer;
    }

    private final class Parted extends ServletOutputStream {
        private final ServletOutputStream through;

        Parted(ServletOutputStream through) {
            this.through = through;
        }

        @Override
        public void write(int one) throws IOException {
            if (isFailure()) {
                kept.write(one);
            } else {
                through.write(one);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (isFailure()) {
                kept.write(bytes, from, length);
            } else {
                through.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!isFailure()) {
                through.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!isFailure()) {
                through.close();
            }
        }

        @Override
        public boolean isReady() {
            return through.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            through.setWriteListener(listener);
        }
    }
}
