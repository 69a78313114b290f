/** Starts, stops and restarts careword, one thing at a time, and says in the status bar how it goes. */
import * as vscode from "vscode";
import { ExecuteCommandRequest, State as ClientState } from "vscode-languageclient";
import type { LanguageClient, Middleware } from "vscode-languageclient/node";
import { choose, type Chosen } from "./choose";
import { makeClient } from "./client";
import type { Counts } from "./counts";
import { log } from "./log";
import type { Status } from "./status";

export class Server {
  private client: LanguageClient | undefined;
  private chosen: Chosen | undefined;
  private turn: Promise<void> = Promise.resolve();
  private number = 0;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly status: Status,
    private readonly middleware: Middleware,
  ) {}

  /** Whether there has been a reason to start it. */
  get begun(): boolean {
    return this.number > 0;
  }

  /** Whether the active interpreter is, or could become, the one that runs careword. */
  get followsActive(): boolean {
    return this.chosen?.source !== "setting";
  }

  /** Starts careword; one that runs is ended first. Of several wishes to restart only the last one counts. */
  restart(): Promise<void> {
    const number = ++this.number;
    this.turn = this.turn.then(async () => {
      await this.end();
      if (number === this.number) await this.begin();
    });
    return this.turn;
  }

  stop(): Promise<void> {
    this.number++;
    this.turn = this.turn.then(() => this.end());
    return this.turn;
  }

  /** Has the server do something; undefined where it does not run. */
  async ask<T>(command: string, args: readonly unknown[], token?: vscode.CancellationToken): Promise<T | undefined> {
    if (!this.begun) await this.restart();
    if (!this.client?.isRunning()) return undefined;
    const params = { command: `careword.${command}`, arguments: [...args] };
    return (await this.client.sendRequest(ExecuteCommandRequest.type, params, token)) as T;
  }

  /** Takes the findings of a note back that is no longer there. */
  forget(uri: vscode.Uri): void {
    this.client?.diagnostics?.delete(uri);
  }

  private async begin(): Promise<void> {
    this.status.set("starting");
    const chosen = await this.choose();
    if (!chosen) {
      this.status.set("waiting");
      return;
    }
    this.chosen = chosen;
    log().info(`careword runs with ${chosen.command} (${chosen.source})`);
    const client = makeClient(chosen, this.context.globalStorageUri.fsPath, this.middleware);
    client.onDidChangeState((change) => {
      if (this.client !== client) return;
      if (change.newState === ClientState.Running) this.status.set("running");
      else this.status.set(change.newState === ClientState.Starting ? "starting" : "stopped");
    });
    client.onNotification("careword/status", (told: { uri: string; counts: Counts }) => {
      this.status.take(vscode.Uri.parse(told.uri).toString(), told.counts);
    });
    this.client = client;
    try {
      await client.start();
    } catch (fault) {
      log().error(fault instanceof Error ? fault.message : String(fault));
      this.status.set("stopped");
    }
  }

  private async choose(): Promise<Chosen | undefined> {
    try {
      return await choose(this.context, {
        again: () => void this.restart(),
        settingUp: (now) => {
          this.status.set(now ? "settingUp" : "waiting");
        },
      });
    } catch (fault) {
      log().error(fault instanceof Error ? fault.message : String(fault));
      return undefined;
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose(5000);
    } catch (fault) {
      log().warn(fault instanceof Error ? fault.message : String(fault)); // it had ended already
    }
  }
}
