// A sound for each lane, made here: they differ in number, height and length of their tones, so that nobody needs to look.

const TUNES = {
  auto: [[880, 0.1]],
  manual: [[440, 0.14], [0, 0.06], [440, 0.14]],
  ambiguous: [[520, 0.12], [780, 0.12], [520, 0.12]],
  unknown: [[660, 0.1], [495, 0.1], [330, 0.22]],
  out_of_area: [[180, 0.5, "square"]],
  again: [[1320, 0.05], [0, 0.04], [1320, 0.05]],
};

export class Sound {
  volume = 0.7;
  muted = false;
  #context = null;

  /** Play one tune, or several after each other. */
  play(...names) {
    if (this.muted || !this.volume) return;
    try {
      this.#context ??= new AudioContext();
      if (this.#context.state === "suspended") this.#context.resume();
      let at = this.#context.currentTime;
      for (const name of names) at = this.#tune(TUNES[name] ?? [], at) + 0.08;
    } catch {
      // A machine without sound sorts as well.
    }
  }

  #tune(tones, at) {
    for (const [height, seconds, shape = "triangle"] of tones) {
      if (height) this.#tone(height, at, seconds, shape);
      at += seconds;
    }
    return at;
  }

  #tone(height, at, seconds, shape) {
    const source = this.#context.createOscillator();
    const gain = this.#context.createGain();
    source.type = shape;
    source.frequency.setValueAtTime(height, at);
    gain.gain.setValueAtTime(this.volume * (shape === "square" ? 0.4 : 1), at);
    gain.gain.setTargetAtTime(0, at + seconds * 0.7, seconds * 0.1);
    source.connect(gain).connect(this.#context.destination);
    source.start(at);
    source.stop(at + seconds);
  }
}
