/** The report's style sheet: system fonts, light and dark, and one column on a phone. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--card:#f4f5f7;--ink:#1d2129;--soft:#5a6270;--track:#dfe3ea;--bar:#2f6fde;--part:#1c9a6c}
@media(prefers-color-scheme:dark){:root{--paper:#14171c;--card:#1f242c;--ink:#e9ecf1;--soft:#a3acba;--track:#343b46;--bar:#6ea0f7;--part:#45c796}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}
h1{margin:0;font-size:1.6rem;overflow-wrap:anywhere}
h2{margin:0 0 .75rem;font-size:1.05rem}
p{margin:.25rem 0 0;color:var(--soft)}
.tiles,.charts{display:grid;gap:1rem;margin-top:1.25rem}
.tiles{grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr))}
.charts{grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr))}
.tiles div,section{padding:1rem;border-radius:.6rem;background:var(--card)}
.tiles strong{display:block;font-size:1.7rem;line-height:1.2}
.tiles span,.key{color:var(--soft);font-size:.9rem}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .4rem .2rem 0;text-align:left;font-weight:400;white-space:nowrap}
td:last-child{padding-right:0;text-align:right}
.wide{width:99%}
svg{display:block;width:100%}
.bar{height:.8rem}
.track{fill:var(--track)}
.all{fill:var(--bar)}
.part{fill:var(--part)}
.tick{fill:var(--soft);font-size:14px;text-anchor:middle}
.key i{display:inline-block;width:.7em;height:.7em;margin-right:.3em;border-radius:2px;background:var(--bar)}
.key i.answered{margin-left:.8em;background:var(--part)}
@media(max-width:30rem){body{padding:1rem}.tiles,.charts{gap:.7rem}.tiles div,section{padding:.7rem}table{font-size:.82rem}th,td{padding-right:.3rem}.tick{font-size:18px}}
`;
