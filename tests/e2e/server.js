// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the real program on a free port and ends it again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const program = process.env.SHOPPULSED;

export async function freePort() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}

/** Runs the program to its end with a text on its standard input; its exit code. */
export async function run(args, input) {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end(input);
    const [code] = await once(child, 'exit');
    return code;
}

export class Server {
    /** `args` without --web; the port stays the same over a restart. */
    constructor(args, port) {
        this.args = args;
        this.port = port;
        this.url = `http://127.0.0.1:${port}/`;
    }

    async start(seconds = 60) {
        this.child = spawn(program, [...this.args, '--web', `127.0.0.1:${this.port}`], {
            stdio: ['ignore', 'ignore', 'inherit'],
        });
        const end = Date.now() + seconds * 1000;
        while (!(await this.answers())) {
            if (this.child.exitCode !== null || Date.now() > end)
                throw new Error(`no answer from ${program} (exit ${this.child.exitCode})`);
            await new Promise(resolve => setTimeout(resolve, 100));
        }
    }

    async answers() {
        return fetch(`${this.url}healthz`).then(
            answer => answer.ok,
            () => false,
        );
    }

    async stop(signal = 'SIGTERM') {
        if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null)
            return this.child?.exitCode;
        this.child.kill(signal);
        const [code] = await once(this.child, 'exit');
        return code;
    }
}
